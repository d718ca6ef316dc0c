/** What mutations put in: characters that mean something somewhere, names, values and expressions. */

export const PIECES = [
  ..."\"{}[],:\\'`$%#&*?!|>-+=~^@()<;/. \n\t\r",
  ..."\u0000 \u007f \u0085 \u2028 \u202e \ufeff \ud800 \udfff 😀 é İ \u{1d400}".split(" "),
  ...'\\u \\u0000 \\ud800 \\x41 \\ \\" {% %} {%%} {% $ $$ $$$ $. $[ .$ .. [* [?( [?(@. ~> := ?? ?: (* */ /* // <<'.split(
    " ",
  ),
  ..."${x} ${ $${x} %{if ${a.b} ${!x} {{resolve:ssm:x}} !Sub !GetAtt !Ref !Join &a *a *b << --- ... |- >+ !!binary".split(
    " ",
  ),
  ..."null true false ~ 1e999 -0 0x1 9007199254740993 1.5 .inf .nan __proto__ constructor toString hasOwnProperty".split(
    " ",
  ),
  ..."States. States.ALL States.Format('{}') /(a+)+$/ /[/ <<EOF EOF <<-EOT jsonencode( file( templatefile( for".split(
    " ",
  ),
];

export const FIELDS = [
  ..."StartAt States Type Next End Default Choices Comment QueryLanguage Version TimeoutSeconds Resource".split(" "),
  ..."Parameters Parameters.$ ResultSelector ResultPath InputPath OutputPath Arguments Output Assign Items".split(" "),
  ..."ItemsPath ItemSelector ItemProcessor Iterator ItemReader ItemBatcher ResultWriter ReaderConfig".split(" "),
  ..."ProcessorConfig Mode ExecutionType MaxConcurrency MaxConcurrencyPath Label Branches Retry Catch".split(" "),
  ..."ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy Seconds".split(" "),
  ..."SecondsPath Timestamp TimestampPath Error ErrorPath Cause CausePath Variable Condition And Or Not".split(" "),
  ..."IsPresent StringEquals StringEqualsPath StringMatches NumericLessThan HeartbeatSeconds Credentials".split(" "),
  ..."RoleArn RoleArn.$ Result Fn::Sub Fn::GetAtt Fn::Join Fn::If Ref Definition DefinitionString".split(" "),
  ..."DefinitionUri DefinitionSubstitutions Properties Resources definition stepFunctions stateMachines".split(" "),
  ..."__proto__ constructor prototype toString valueOf 0 -1 a.$ $ .$".split(" "),
  "",
  " ",
  "\ud800",
  "a/b~c",
];

export const VALUES = [
  ...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, "", " ", "x", [], {}, [[]], [{}], [null], ["States.ALL"]],
  ...["Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map", "JSONata", "JSONPath", "DISTRIBUTED"],
  ...["arn:aws:states:::lambda:invoke", "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "arn:::::", "${Arn}"],
  ...["2024-01-01T00:00:00Z", "States.Timeout", "States.ALL", "$.a", "{% $a %}", "constructor", "__proto__"],
  { Ref: "X" },
  { "Fn::Sub": "${A}-${!B}" },
  { "Fn::GetAtt": ["F", "Arn"] },
  { "Fn::Join": ["", ["a", { Ref: "B" }]] },
  { "Fn::If": ["C", "a", "b"] },
  { ErrorEquals: ["States.ALL"], Next: "X" },
  { Type: "Pass", End: true },
  { Type: "Choice", Choices: [] },
  { Variable: "$.x", IsPresent: true, Next: "X" },
  { StartAt: "A", States: { A: { Type: "Succeed" } } },
];

export const EXPRESSIONS = [
  "$",
  "$.a.b[0]['c']",
  "$$.Map.Item.Value",
  "$$.Task.Token",
  "$customer.name[*]",
  "$.a[?(@.s =~ /a+b/i && @.n >= 1e3)].b",
  "$..book[?(@.price < $.limit || !(@.isbn in ['a', 2]))]",
  "$['a','b'][-1:]..c[0,1]",
  "States.Format('{} of {}', $.a, States.ArrayLength($.l))",
  "States.ArrayGetItem(States.StringSplit($.s, ','), 0)",
  "States.JsonMerge($.a, $$.Execution.Input, false)",
  "States.MathAdd($.n, -12)",
  "{% $states.input.a[b > 1].c & 'x' %}",
  "{% $states.result.Payload %}",
  "{% $states.errorOutput.Cause %}",
  "{% $map($states.input.l, function($v, $i) {$v * $i}) %}",
  "{% $replace($states.input.s, /a(b)+/i, '$1') %}",
  "{% ($x := 5; {'a': [1..$x], 'b': $sum($states.context.l)}) %}",
  "{% $states.input ~> |a|{'b': 1}, ['c']| %}",
  "{% $a.b@$c#$d[$e = 1]^(>f, <g){h: i}.% %}",
  "{% ($f := function($n)<n:n>{$n < 1 ? 1 : $n * $f($n - 1)}; $f(5)) %}",
];

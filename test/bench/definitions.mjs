/**
 * Definitions as people write them, of any number of states: a chain of tasks with Retry and Catch, choices, waits,
 * Parallels and Maps, in either language. About half of the expressions occur once only.
 */

/** States of one turn of the chain, nested ones counted. */
const TURN = 14;

/**
 * The text of a definition of `statesOf(states)` states, indented by two blanks. Variants differ in half of their
 * expressions, so that nothing remembered of one helps with another.
 * @param {number} states
 * @param {"JSONPath" | "JSONata"} language
 * @param {number} [variant]
 */
export const definitionText = (states, language, variant = 0) =>
  JSON.stringify(definitionOf(Math.ceil(states / TURN), language, variant), null, 2);

/** How many states `definitionText` gives for as many wanted: whole turns, and two to end with. */
export const statesOf = (states) => Math.ceil(states / TURN) * TURN + 2;

function definitionOf(turns, language, variant) {
  const from = turns * variant;
  const all = Array.from({ length: turns }, (_, n) => STATES[language](from + n));
  const last = {
    [`Fetch order ${from + turns}`]: { Type: "Succeed" },
    Failed: { Type: "Fail", Error: "Orders", Cause: "See the log" },
  };
  return {
    Comment: "Orders, one after another",
    ...(language === "JSONata" && { QueryLanguage: language }),
    StartAt: `Fetch order ${from}`,
    States: Object.assign({}, ...all, last),
  };
}

const RETRY = [
  {
    ErrorEquals: ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"],
    IntervalSeconds: 2,
    MaxAttempts: 6,
    BackoffRate: 2,
  },
  { ErrorEquals: ["States.Timeout"], MaxAttempts: 1 },
];
const LAMBDA = "arn:aws:states:::lambda:invoke";
const functionOf = (name) => `arn:aws:lambda:us-east-1:123456789012:function:${name}:$LATEST`;

/** A lambda's call, which fails over to `Failed`. */
const fetch = (fields, Next) => ({
  Type: "Task",
  Resource: LAMBDA,
  ...fields,
  TimeoutSeconds: 60,
  Retry: RETRY,
  Next,
});

const STATES = {
  JSONPath: (n) => ({
    [`Fetch order ${n}`]: fetch(
      {
        Parameters: {
          FunctionName: functionOf("fetch"),
          Payload: {
            "orderId.$": "$.order.id",
            "line.$": `$.order.lines[${n}].sku`,
            "run.$": "$$.Execution.Id",
            "note.$": `States.Format('line ${n} of order {} for {}', $.order.id, $.order.customer.name)`,
          },
        },
        ResultSelector: { "body.$": "$.Payload.body", "status.$": "$.StatusCode" },
        ResultPath: `$.fetched${n}`,
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Failed" }],
      },
      `Is it paid ${n}?`,
    ),
    [`Is it paid ${n}?`]: {
      Type: "Choice",
      Choices: [
        {
          And: [
            { Variable: `$.fetched${n}.status`, NumericEquals: 200 },
            { Variable: "$.order.total", NumericGreaterThan: n },
            { Not: { Variable: "$.order.cancelled", IsPresent: true } },
          ],
          Next: `Count ${n}`,
        },
        { Variable: `$.fetched${n}.body.state`, StringEquals: "WAITING", Next: `Wait ${n}` },
      ],
      Default: `Save ${n}`,
    },
    [`Wait ${n}`]: { Type: "Wait", SecondsPath: `$.fetched${n}.body.delay`, Next: `Fetch order ${n}` },
    [`Count ${n}`]: {
      Type: "Pass",
      Parameters: {
        "total.$": `States.MathAdd($.order.total, ${n + 1})`,
        "key.$": "States.ArrayGetItem(States.StringSplit($.order.key, '/'), 1)",
        "order.$": "$.order",
        currency: "EUR",
      },
      ResultPath: "$.count",
      Next: `Save ${n}`,
    },
    [`Save ${n}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Parameters: {
        TableName: "orders",
        Item: { id: { "S.$": "$.order.id" }, total: { "N.$": `States.Format('{}', $.total[${n}])` } },
      },
      ResultPath: null,
      Next: `Tell all ${n}`,
    },
    [`Tell all ${n}`]: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: `Mail ${n}`,
          States: {
            [`Mail ${n}`]: {
              Type: "Task",
              Resource: "arn:aws:states:::sns:publish",
              Parameters: {
                TopicArn: "arn:aws:sns:us-east-1:123456789012:orders",
                "Message.$": `$.fetched${n}.body.text`,
              },
              End: true,
            },
          },
        },
        {
          StartAt: `Ask ${n}`,
          States: {
            [`Ask ${n}`]: {
              Type: "Task",
              Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
              Parameters: {
                QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/questions",
                MessageBody: { "token.$": "$$.Task.Token", "order.$": `$.orders[${n}]` },
              },
              HeartbeatSeconds: 600,
              Retry: RETRY,
              End: true,
            },
          },
        },
      ],
      ResultPath: `$.told${n}`,
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Failed" }],
      Next: `Each line ${n}`,
    },
    [`Each line ${n}`]: {
      Type: "Map",
      ItemsPath: `$.fetched${n}.body.lines`,
      ItemSelector: { "line.$": "$$.Map.Item.Value", "index.$": "$$.Map.Item.Index", "order.$": "$.order.id" },
      MaxConcurrency: 10,
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: `Reserve ${n}`,
        States: {
          [`Reserve ${n}`]: fetch(
            { Parameters: { FunctionName: functionOf("reserve"), "Payload.$": "$" }, OutputPath: "$.Payload" },
            `Reserved ${n}`,
          ),
          [`Reserved ${n}`]: { Type: "Pass", Result: { reserved: true }, ResultPath: "$.result", End: true },
        },
      },
      ResultPath: `$.lines${n}`,
      Next: `Start billing ${n}`,
    },
    [`Start billing ${n}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Parameters: {
        StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:billing",
        Input: { "lines.$": `$.lines${n}[*].id`, "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$": "$$.Execution.Id" },
      },
      ResultPath: "$.billing",
      Next: `Remember ${n}`,
    },
    [`Remember ${n}`]: {
      Type: "Pass",
      Assign: { [`paid${n}.$`]: "$.billing.Output.paid" },
      Next: `Rest ${n}`,
    },
    [`Rest ${n}`]: { Type: "Wait", SecondsPath: `$paid${n}.seconds`, Next: `Fetch order ${n + 1}` },
  }),

  JSONata: (n) => ({
    [`Fetch order ${n}`]: fetch(
      {
        Arguments: {
          FunctionName: functionOf("fetch"),
          Payload: {
            orderId: "{% $states.input.order.id %}",
            line: `{% $states.input.order.lines[${n}].sku %}`,
            run: "{% $states.context.Execution.Id %}",
            note: `{% 'line ${n} of order ' & $states.input.order.id & ' for ' & $states.input.order.customer.name %}`,
          },
        },
        Assign: { [`status${n}`]: "{% $states.result.StatusCode %}" },
        Output: `{% $merge([$states.input, {'fetched${n}': $states.result.Payload.body}]) %}`,
        Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput %}", Next: "Failed" }],
      },
      `Is it paid ${n}?`,
    ),
    [`Is it paid ${n}?`]: {
      Type: "Choice",
      Choices: [
        {
          Condition: `{% $status${n} = 200 and $states.input.order.total > ${n} and $not($exists($states.input.order.cancelled)) %}`,
          Next: `Count ${n}`,
        },
        { Condition: `{% $states.input.fetched${n}.state = 'WAITING' %}`, Next: `Wait ${n}` },
      ],
      Default: `Save ${n}`,
    },
    [`Wait ${n}`]: { Type: "Wait", Seconds: `{% $states.input.fetched${n}.delay %}`, Next: `Fetch order ${n}` },
    [`Count ${n}`]: {
      Type: "Pass",
      Output: {
        total: `{% $states.input.order.total + ${n + 1} %}`,
        key: "{% $split($states.input.order.key, '/')[1] %}",
        order: "{% $states.input.order %}",
        [`fetched${n}`]: `{% $states.input.fetched${n} %}`,
        currency: "EUR",
      },
      Next: `Save ${n}`,
    },
    [`Save ${n}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Arguments: {
        TableName: "orders",
        Item: { id: { S: "{% $states.input.order.id %}" }, total: { N: `{% $string($states.input.total[${n}]) %}` } },
      },
      Output: "{% $states.input %}",
      Next: `Tell all ${n}`,
    },
    [`Tell all ${n}`]: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: `Mail ${n}`,
          States: {
            [`Mail ${n}`]: {
              Type: "Task",
              Resource: "arn:aws:states:::sns:publish",
              Arguments: {
                TopicArn: "arn:aws:sns:us-east-1:123456789012:orders",
                Message: `{% $states.input.fetched${n}.text %}`,
              },
              End: true,
            },
          },
        },
        {
          StartAt: `Ask ${n}`,
          States: {
            [`Ask ${n}`]: {
              Type: "Task",
              Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
              Arguments: {
                QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/questions",
                MessageBody: { token: "{% $states.context.Task.Token %}", order: `{% $states.input.orders[${n}] %}` },
              },
              HeartbeatSeconds: 600,
              Retry: RETRY,
              End: true,
            },
          },
        },
      ],
      Output: `{% $merge([$states.input, {'told${n}': $states.result}]) %}`,
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Failed" }],
      Next: `Each line ${n}`,
    },
    [`Each line ${n}`]: {
      Type: "Map",
      Items: `{% $states.input.fetched${n}.lines[quantity > ${n}] %}`,
      ItemSelector: {
        line: "{% $states.context.Map.Item.Value %}",
        index: "{% $states.context.Map.Item.Index %}",
        order: "{% $states.input.order.id %}",
      },
      MaxConcurrency: 10,
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: `Reserve ${n}`,
        States: {
          [`Reserve ${n}`]: fetch(
            {
              Arguments: { FunctionName: functionOf("reserve"), Payload: "{% $states.input %}" },
              Output: "{% $states.result.Payload %}",
            },
            `Reserved ${n}`,
          ),
          [`Reserved ${n}`]: { Type: "Pass", Output: { reserved: true, line: "{% $states.input.line %}" }, End: true },
        },
      },
      Output: `{% {'lines': $states.result, 'total': $sum($states.result.(price * ${n})), 'order': $states.input.order} %}`,
      Next: `Start billing ${n}`,
    },
    [`Start billing ${n}`]: {
      Type: "Task",
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Arguments: {
        StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:billing",
        Input: {
          lines: `{% $map($states.input.lines, function($line) { $line.id & '-${n}' }) %}`,
          AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: "{% $states.context.Execution.Id %}",
        },
      },
      Output: "{% $merge([$states.input, {'billing': $states.result}]) %}",
      Next: `Remember ${n}`,
    },
    [`Remember ${n}`]: {
      Type: "Pass",
      Assign: { [`paid${n}`]: "{% $states.input.billing.Output.paid %}", [`seen${n}`]: true },
      Next: `Rest ${n}`,
    },
    [`Rest ${n}`]: {
      Type: "Wait",
      Seconds: `{% $seen${n} ? ${1 + (n % 60)} : $paid${n} %}`,
      Next: `Fetch order ${n + 1}`,
    },
  }),
};

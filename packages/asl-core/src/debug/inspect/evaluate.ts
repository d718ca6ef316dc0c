import type { Json } from "../../json.js";
import { compileInquiry, languageOf, type QueryLanguage } from "../../machine/inquiry.js";
import type { Past } from "../past.js";
import type { Scene } from "../scene.js";
import type { FrameId } from "../thread.js";
import { type Place, placeOf } from "./place.js";
import { asEntered, OnlookerScope } from "./surroundings.js";
import { type View, viewOf } from "./view.js";

/**
 * The value of an expression in a frame, with everything that is known at that place: JSONata (`{% … %}` optional) with
 * `$states.input`, `.result`, `.errorOutput`, `.context` and variables; JSONPath with `$$`, variables, and `$` for what the
 * state's next field would read (its effective input; from where its result is there that, as far as the fields after it have come); intrinsic functions; without markers both mixed, as compileInquiry says. Without `language` the
 * text's own look decides, then the state's language. Changes nothing, not even the run's random numbers.
 *
 * Throws ExpressionSyntaxError with the offset in `expression`, StatesError where the evaluation fails or takes more
 * steps than an expression may, RangeError where the frame is not live.
 */
export function evaluate(scene: Scene, past: Past, frame: FrameId, expression: string, language?: QueryLanguage): Json {
  const at = placeOf(scene, frame);
  const spoken = language ?? languageOf(expression, at.node.jsonata);
  return compileInquiry(expression, spoken)(scopeFor(at, viewOf(at, past), spoken));
}

/** What expressions see at a place. */
export function scopeFor({ scene, actor, frame }: Place, view: View, language: QueryLanguage): OnlookerScope {
  const input = language === "JSONata" ? view.input : view.document;
  const scope = new OnlookerScope(scene.machine, actor.execution).withVariables(view.variables);
  return scope.at(asEntered(frame, actor.execution), input, view.result, view.error);
}

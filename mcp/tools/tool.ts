import type { z } from "zod";
import type { Answer } from "../render/answer.ts";
import type { ToldAnswer } from "../render/explain/told_answer.ts";
import type { ToolContext } from "./tool_context.ts";

/** One call of a tool. */
export interface ToolCall {
  /** Aborts when the caller cancels or goes away. */
  readonly signal: AbortSignal;
  /** Tells a caller who asked for it how far the call is: 0 to 1, and in words. */
  readonly progress: (fraction: number, message: string) => void;
}

/** A tool that reads. */
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** What it does and when to use it, for the model. */
  readonly description: string;
  /** The arguments; every one has a description. */
  readonly input: Input;
  /** The shape of the answer as data. */
  readonly output: z.ZodObject;
  /** Whether a page draws its answers. */
  readonly hasPage?: boolean;
  /**
   * Reads arguments as `run` would, and asks nothing about sessions: for a call that has other
   * mistakes already.
   *
   * @throws QueryError with all that is wrong.
   */
  check?(args: z.output<Input>, call: ToolCall, context: ToolContext): Promise<unknown>;
  /**
   * Answers a call.
   *
   * @throws SessionsError, which becomes an answer that says what to do.
   */
  run(args: z.output<Input>, call: ToolCall, context: ToolContext): Promise<Answer | ToldAnswer>;
}

/** Makes a tool, with the type of its arguments taken from their schema. */
export function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool {
  return tool as unknown as Tool;
}

// What one way through the stack supposes of that which the request does not settle, and what it tells.
import type { Effect } from '../../../model/decision';
import type { Place } from '../../../text/span';

/** Something that the request does not settle. Equal keys are answered alike on one way through the stack. */
export type Question = {
  readonly key: string;
  /** What is not known, as the user reads it. */
  readonly reason: string;
  readonly at: Place | null;
  /** The answer when the program has started, where functions change it that run later. */
  readonly start?: boolean | undefined;
};

/** Answers questions on one way through the stack, and hears what handlers say of themselves. */
export type Guide = {
  suppose(question: Question): boolean;
  tell(at: Place | null, text: string, effect: Effect): void;
};

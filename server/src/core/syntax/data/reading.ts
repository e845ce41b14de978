// What the nodes of one document share, over all of its versions that share nodes.
import type { Chars } from '../../text/pieces';
import type { Anchors } from './anchors';

/**
 * What the nodes of one document share. They go on into its next version where it took them over, and then stand where
 * they are in that one.
 */
export class Reading {
  /** Counts the versions of the text: a place that was worked out in an earlier one is worked out anew. */
  version = 0;
  /** Whether a node was come to by an alias or a merge key: such a node does not move with those around it. */
  isTangled = false;

  /**
   * @param text the text as it was given
   * @param readable the text that is read: the same, with templates out of the way
   */
  constructor(
    public text: Chars,
    public readable: Chars,
    public anchors: Anchors,
  ) {}

  /** Goes on to the next version of the text. */
  advance(text: Chars, readable: Chars, anchors: Anchors): void {
    this.text = text;
    this.readable = readable;
    this.anchors = anchors;
    this.version++;
  }
}

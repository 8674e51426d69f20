/** Lets everything run that waits, so that no call keeps others from theirs. */
export function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/**
 * Asks again and again until the answer is there, for at most `timeoutMs`: machines are noisy, so tests wait for conditions.
 * `ask` returns undefined, false or throws while the condition does not hold yet; the last failure is reported on time-out.
 */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined | false>, timeoutMs = 30_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let pauseMs = 10;
  let failure: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`, { cause: failure });
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(pauseMs * 1.5, 250);
  }
}

import type { LimitFacts } from "../../gen/endpoint.ts";
import { HttpProblem } from "./http_problem.ts";
import { RateLimiter } from "./rate_limiter.ts";
import type { SandboxRateLimits } from "../sandbox_options.ts";

const MAX_IDLE_ADDRESSES = 1000;

/** The rate limits of the API: of the account by cost, of each IP address by requests. */
export class RateGate {
  readonly #limits: SandboxRateLimits;
  readonly #account: RateLimiter | undefined;
  readonly #addresses = new Map<string, RateLimiter>();

  constructor(
    limits: boolean | SandboxRateLimits,
    { accountRate, addressRate }: Pick<LimitFacts, "accountRate" | "addressRate">,
  ) {
    const kept: SandboxRateLimits = limits === true
      ? {}
      : limits || { account: false, address: false };
    const { account = accountRate, address = addressRate } = kept;
    this.#limits = { ...kept, account, address };
    if (account) this.#account = new RateLimiter(account);
  }

  /**
   * Lets a request of an address pass.
   *
   * @throws HttpProblem with 429 if that is one too many.
   */
  passAddress(address: string, nowMs: number): void {
    const { address: rate } = this.#limits;
    if (!rate) return;
    let limiter = this.#addresses.get(address);
    if (!limiter) {
      if (this.#addresses.size >= MAX_IDLE_ADDRESSES) this.#forgetIdle(nowMs);
      this.#addresses.set(address, limiter = new RateLimiter(rate));
    }
    this.#pass(limiter, 1, nowMs, "address");
  }

  /**
   * Lets a request of the account pass.
   *
   * @throws HttpProblem with 429 if its cost is too much.
   */
  passAccount(filters: number, nowMs: number): void {
    if (this.#account) this.#pass(this.#account, Math.max(1, filters), nowMs, "account");
  }

  #pass(limiter: RateLimiter, cost: number, nowMs: number, whose: string): void {
    if (limiter.admits(cost, nowMs)) return limiter.book(cost, nowMs);
    const { retryAfterSeconds } = this.#limits;
    throw new HttpProblem(
      429,
      `Too many requests of the ${whose}`,
      retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) },
    );
  }

  #forgetIdle(nowMs: number): void {
    for (const [address, limiter] of this.#addresses) {
      if (limiter.isIdle(nowMs)) this.#addresses.delete(address);
    }
  }
}

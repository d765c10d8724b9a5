/** A body that can be read without the stream that a `Request` makes of it, which takes longer than the rest of a call. */
export interface OfferedBody {
  /** Whether the app has begun to read the request or a clone of it, so that it has to be read as any other. */
  readonly isTaken: boolean
  /** null: it is longer than `mostBytes`, and the rest stays unread. */
  read(mostBytes: number): Promise<Uint8Array | null>
}

const offered = new WeakMap<Request, OfferedBody>()

export function offerBody(request: Request, body: OfferedBody): void {
  offered.set(request, body)
}

/** undefined: it has to be read from the request itself. */
export function findOfferedBody(request: Request): OfferedBody | undefined {
  const body = offered.get(request)
  return body?.isTaken ? undefined : body
}

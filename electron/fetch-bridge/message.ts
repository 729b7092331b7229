/** Header lines in order; a name may come twice (set-cookie). */
export type HeaderList = readonly (readonly [string, string])[]

/**
 * What crosses between the window's process and the service's. `id` names one exchange (a request with its response);
 * within it each side sends at most one body, so `chunk` and `end` need no direction of their own.
 */
export type ExchangeMessage = { readonly id: number } & (
  | {
      readonly kind: 'request'
      readonly method: string
      readonly url: string
      readonly headers: HeaderList
      readonly hasBody: boolean
    }
  | { readonly kind: 'response'; readonly status: number; readonly headers: HeaderList; readonly hasBody: boolean }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  /** The receiver has used up so many bytes: as many more may be sent. */
  | { readonly kind: 'credit'; readonly bytes: number }
  /** The receiver wants no more of the body. */
  | { readonly kind: 'cancel' }
  /** The exchange failed or was given up, whoever says so. */
  | { readonly kind: 'abort' }
)

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

/** A message before it is said which exchange it belongs to. */
export type Part = WithoutId<ExchangeMessage>

/** The message of one exchange. */
export function withId(id: number, part: Part): ExchangeMessage {
  return { ...part, id } as ExchangeMessage // spreading a union loses which member it was; `id` completes each
}

/** One end of a two-way channel: Electron's parentPort, a child process of Node, or a MessagePort. */
export type Channel = {
  readonly post: (message: ExchangeMessage) => void
  readonly onMessage: (listener: (message: ExchangeMessage) => void) => void
}

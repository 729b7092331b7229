import type { ExchangeMessage } from './fetch-bridge/message.ts'

/** What the service's process says about itself, and the one order it takes, beside the exchanges of the bridge. */
export type ServiceMessage =
  | ExchangeMessage
  /** The file is open: requests are answered from now on. */
  | { readonly kind: 'ready' }
  /** The file was refused; the text is for the person and names what to do. */
  | { readonly kind: 'refused'; readonly text: string }
  /** To the service: close the file and end. */
  | { readonly kind: 'quit' }

export function isExchange(message: ServiceMessage): message is ExchangeMessage {
  return 'id' in message
}

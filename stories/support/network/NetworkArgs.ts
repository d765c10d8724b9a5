import type { ArgTypes } from '@storybook/react-vite'
import type { RestFailure } from '../../../src/testing/msw/handlers/createRestHandlers.ts'

/** What the mocked server and the connection to it are like. */
export interface NetworkArgs {
  /** How long each call takes. */
  readonly latencyMs: number
  readonly megabytesPerSecond: number
  /** How many of a hundred requests are lost. */
  readonly lossPercent: number
  readonly ticketExpiresInSeconds: number
  /** What the server or its storage refuses. */
  readonly refusal: RestFailure | 'none'
  /** Whether the browser has no connection. */
  readonly offline: boolean
}

/** A quick network without faults. */
export const networkArgs: NetworkArgs = {
  latencyMs: 150,
  megabytesPerSecond: 4,
  lossPercent: 0,
  ticketExpiresInSeconds: 300,
  refusal: 'none',
  offline: false,
}

const refusals: readonly (RestFailure | 'none')[] = [
  'none',
  'unauthorized',
  'forbidden',
  'too-large',
  'server-error',
  'unreachable',
  'login-page',
  'ticket-expired',
  'storage-refused',
  'storage-busy',
  'storage-unreachable',
  'confirm-refused',
  'confirm-lost',
]

const category = { table: { category: 'Network' } }

export const networkArgTypes: ArgTypes<NetworkArgs> = {
  latencyMs: {
    ...category,
    description: 'How long each call takes, in milliseconds.',
    control: { type: 'range', min: 0, max: 3_000, step: 50 },
  },
  megabytesPerSecond: {
    ...category,
    description: 'How fast storage takes bytes.',
    control: { type: 'range', min: 0.1, max: 50, step: 0.1 },
  },
  lossPercent: {
    ...category,
    description: 'How many of a hundred requests are lost on their way.',
    control: { type: 'range', min: 0, max: 100, step: 5 },
  },
  ticketExpiresInSeconds: {
    ...category,
    description: 'How long a ticket is valid.',
    control: { type: 'range', min: 1, max: 600 },
  },
  refusal: {
    ...category,
    description: 'What the server or its storage refuses, for every file.',
    control: 'select',
    options: refusals,
  },
  offline: {
    ...category,
    description: 'Whether the browser has no connection.',
    control: 'boolean',
  },
}

/** Returns the args of the part alone. */
export function omitNetworkArgs<TArgs extends object>(args: TArgs): Omit<TArgs, keyof NetworkArgs> {
  const own = Object.entries(args).filter(([name]) => !(name in networkArgs))
  return Object.fromEntries(own) as Omit<TArgs, keyof NetworkArgs>
}

import type { AddOptions } from './scenes/add.ts'
import type { CommandOptions } from './scenes/command.ts'
import type { FirstOptions } from './scenes/first.ts'
import type { GalleryOptions, GalleryResult } from './scenes/gallery.tsx'
import type { HashOptions } from './scenes/hash.ts'
import type { HeapOptions } from './scenes/heap.ts'
import type { PeerOptions } from './scenes/peer.ts'
import type { PrepareOptions } from './scenes/prepare.ts'
import type { SendOptions } from './scenes/send.ts'

/** What a page can be asked to do: options in, milliseconds out. */
export interface Scenarios {
  hash: { options: HashOptions; result: number }
  send: { options: SendOptions; result: number }
  add: { options: AddOptions; result: number }
  first: { options: FirstOptions; result: number }
  command: { options: CommandOptions; result: number }
  gallery: { options: GalleryOptions; result: GalleryResult }
  heap: { options: HeapOptions; result: null }
  peer: { options: PeerOptions; result: number }
  prepare: { options: PrepareOptions; result: number }
  image: { options: null; result: readonly number[] }
}

export type ScenarioName = keyof Scenarios

/** Makes ready, and returns what is to be measured. */
export type Scenario<K extends ScenarioName> = (
  options: Scenarios[K]['options'],
  files: readonly File[],
) => Promise<() => Promise<Scenarios[K]['result']>>

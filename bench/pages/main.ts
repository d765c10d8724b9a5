import { serveScenarios } from './serveScenarios.ts'

serveScenarios({
  hash: async () => (await import('./scenes/hash.ts')).hash,
  send: async () => (await import('./scenes/send.ts')).send,
  add: async () => (await import('./scenes/add.ts')).add,
  command: async () => (await import('./scenes/command.ts')).command,
  gallery: async () => (await import('./scenes/gallery.tsx')).gallery,
  heap: async () => (await import('./scenes/heap.ts')).heap,
  prepare: async () => (await import('./scenes/prepare.ts')).prepare,
  image: async () => (await import('./scenes/image.ts')).image,
})

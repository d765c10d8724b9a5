import type { CreateHasher, Hashing } from './hasher.js'
import { canRunWasm, createWasmHasher } from './wasmHasher.js'

/** Takes WASM where it may run, and otherwise the script, which takes five times as long, if there is one. */
export function chooseHashing(createScriptHasher?: CreateHasher): Hashing {
  if (canRunWasm()) return { kind: 'wasm', createHasher: createWasmHasher }
  return createScriptHasher
    ? { kind: 'script', createHasher: createScriptHasher }
    : { kind: 'none', createHasher: () => Promise.reject(new Error('WebAssembly is blocked.')) }
}

/** `Uint8Array<ArrayBuffer>`, which has no type argument before TypeScript 5.7. */
type Bytes = ReturnType<TextEncoder['encode']>

const contents = new WeakMap<Blob, Uint8Array>()

/** Creates a file whose bytes the fakes can read at once, so that a test with a fake clock need not wait. */
export function createFakeFile(name: string, content: string | Bytes = name, type = 'text/plain'): File {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const file = new File([bytes], name, { type, lastModified: 0 })
  contents.set(file, bytes)
  return file
}

/** Returns the bytes of any file, at once for one of {@link createFakeFile}. */
export async function readFakeFile(file: Blob): Promise<Uint8Array> {
  return contents.get(file) ?? new Uint8Array(await file.arrayBuffer())
}

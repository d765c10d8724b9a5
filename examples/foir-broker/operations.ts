/** What a browser may ask for. Whatever it writes itself is never sent on: these are. */
export interface Operation {
  readonly field: 'createFileUpload' | 'confirmFileUpload' | 'file'
  readonly document: string
  /** Variables that go along; others stay behind. */
  readonly variables: readonly string[]
}

const fileFields = 'id filename mimeType size url width height blurhash alt createdAt'

const operations: Readonly<Record<string, Operation>> = {
  StartUpload: {
    field: 'createFileUpload',
    document: `mutation StartUpload($filename: String!, $mimeType: String!, $size: Int!, $folder: String, $metadata: JSON) {
      createFileUpload(filename: $filename, mimeType: $mimeType, size: $size, folder: $folder, metadata: $metadata) {
        uploadId
        uploadUrl
      }
    }`,
    variables: ['filename', 'mimeType', 'size', 'folder', 'metadata'],
  },
  FinalizeUpload: {
    field: 'confirmFileUpload',
    document: `mutation FinalizeUpload($uploadId: String!) { confirmFileUpload(uploadId: $uploadId) { ${fileFields} } }`,
    variables: ['uploadId'],
  },
  GetFile: {
    field: 'file',
    document: `query GetFile($id: String!) { file(id: $id) { ${fileFields} } }`,
    variables: ['id'],
  },
}

/** Which of the three it is, by the name that it begins with. */
export function findOperation(query: unknown): Operation | undefined {
  const name = typeof query === 'string' ? /^\s*(?:query|mutation)\s+(\w+)/.exec(query)?.[1] : undefined
  return name !== undefined && Object.hasOwn(operations, name) ? operations[name] : undefined
}

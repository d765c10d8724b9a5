/** The schema of Foir's documentation, and nothing beyond it. */
export const foirSdl = /* GraphQL */ `
  scalar JSON
  scalar DateTime

  type Query {
    file(id: String!): File
  }

  type Mutation {
    createFileUpload(filename: String!, mimeType: String!, size: Int!, folder: String, metadata: JSON): FileUpload
    confirmFileUpload(uploadId: String!): File
  }

  type FileUpload {
    uploadId: String!
    uploadUrl: String!
  }

  type File {
    id: String!
    filename: String!
    mimeType: String
    size: Int
    url: String
    width: Int
    height: Int
    blurhash: String
    alt: String
    createdAt: DateTime!
  }
`

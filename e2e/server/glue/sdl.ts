/** The schema of Glue's documentation, and nothing beyond it. */
export const glueSdl = /* GraphQL */ `
  type Query {
    node(id: ID!): Node
  }

  interface Node {
    id: ID!
  }

  type Mutation {
    uploadTicket(input: UploadTicketInput!): UploadTicketResponse
    createFile(input: CreateFileInput!): File
    sendMessage(input: MessageInput!): Message
  }

  input UploadTicketInput {
    name: String!
    contentLength: String!
    contentMD5: String!
    contentType: String!
    metadata: UploadMetadata
  }

  input UploadMetadata {
    width: Int
    height: Int
  }

  union UploadTicketResponse = File | UploadTicket

  type UploadTicket {
    id: ID!
    url: String!
    headers: [NameValue!]!
    formData: [NameValue!]
  }

  type NameValue {
    name: String!
    value: String!
  }

  input CreateFileInput {
    uploadTicketID: String!
  }

  input MessageInput {
    text: String!
    attachments: [ID!]!
    quotedMessageID: ID
  }

  type Message {
    id: ID!
    text: String!
    attachments: [Attachment!]!
  }

  union Attachment = File

  enum FileType {
    IMAGE
    VIDEO
    AUDIO
    OTHER
  }

  type FileMetadata {
    width: Int
    height: Int
    blurHash: String
  }

  type File implements Node {
    id: ID!
    fileType: FileType!
    name: String!
    contentLength: String!
    contentMD5: String!
    contentType: String!
    metadata: FileMetadata
    previewable: Boolean
    url: String!
  }
`

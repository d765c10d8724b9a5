/** The schema of ION's documentation, and nothing beyond it. Answers contain ids as numbers. */
export const ionSdl = /* GraphQL */ `
  type Query {
    requestFileUploadUrl(filename: String!): FileUploadUrl
    fileAttachment(id: ID!): FileAttachment
    runStep(id: ID!): Attachable
    run(id: ID!): Attachable
    procedure(id: ID!): Attachable
    step(id: ID!): Attachable
    part(id: ID!): Attachable
    runStepField(id: ID!): Attachable
  }

  type Mutation {
    createFileAttachment(input: CreateFileAttachmentInput!): CreateFileAttachmentPayload
  }

  type FileUploadUrl {
    uploadUrl: String!
    s3Key: String!
    contentType: String!
  }

  type Attachable {
    id: ID!
    entity: Entity!
  }

  type Entity {
    id: ID!
  }

  type FileAttachment {
    id: Int!
    filename: String!
    downloadUrl: String!
    entityId: Int!
  }

  input CreateFileAttachmentInput {
    filename: String!
    s3Key: String!
    s3Etag: String!
    entityId: ID!
    validateUpload: Boolean
  }

  type CreateFileAttachmentPayload {
    fileAttachment: FileAttachment!
  }
`

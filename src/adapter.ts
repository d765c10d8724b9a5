export { createHttpClient } from './backends/http/createHttpClient.js'
export type { HttpAnswer, HttpClient, HttpOptions, HttpRequest } from './backends/http/HttpClient.js'
export { graphql } from './backends/http/graphql.js'
export type { GraphqlRequest } from './backends/http/graphql.js'
export type { HeadersAsk, HeadersSource } from './backends/http/credentials.js'
export { joinUrl } from './backends/http/joinUrl.js'
export {
  isObject,
  malformed,
  readAmount,
  readExactList,
  readList,
  readObject,
  readOptionalAmount,
  readOptionalText,
  readOptionalTexts,
  readText,
} from './backends/http/shape.js'
export type { Unread } from './backends/http/shape.js'
export { createKeyedQueue, type KeyedQueue } from './backends/createKeyedQueue.js'
export { UploadError } from './errors/UploadError.js'
export { reasonsAgainstSinglePut } from './backends/reasonsAgainstSinglePut.js'
export { useStableBackend } from './react/hooks/useStableBackend.js'

export { createHttpClient } from './backends/http.js'
export type { HttpAnswer, HttpClient, HttpOptions, HttpRequest } from './backends/http.js'
export { graphql } from './backends/graphql.js'
export type { GraphqlRequest } from './backends/graphql.js'
export type { HeadersAsk, HeadersSource } from './backends/credentials.js'
export { joinUrl } from './backends/joinUrl.js'
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
} from './backends/shape.js'
export type { Unread } from './backends/shape.js'
export { UploadError } from './errors/UploadError.js'
export { reasonsAgainstSinglePut } from './backends/singlePut.js'
export { useStableBackend } from './react/hooks/useStableBackend.js'

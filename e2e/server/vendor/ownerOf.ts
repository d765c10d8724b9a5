import type { ApiContext } from '../apiEnv.ts'

/** Whose files a call is about. The name of an API has no slash, so no tenant is taken for one of another API. */
export function ownerOf(api: string, context: ApiContext): string {
  return `${api}/${context.get('tenant')}`
}

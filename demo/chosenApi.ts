import { type ApiDemo, apis, restApi } from './apis.ts'

const id = new URLSearchParams(location.search).get('api')

/** What the page's address names: `?api=glue`. */
export const chosenApi: ApiDemo = apis.find((api) => api.id === id) ?? restApi

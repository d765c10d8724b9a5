import { type ApiDemo, apis, restApi } from '../apis.ts'

const id = new URLSearchParams(location.search).get('api')

/** The API named in the page's URL, for example `?api=glue`. */
export const chosenApi: ApiDemo = apis.find((api) => api.id === id) ?? restApi

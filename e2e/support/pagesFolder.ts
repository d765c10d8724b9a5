/** The environment variable in which the set-up passes the folder of the built pages to the workers. */
export const pagesVariable = 'COATCHECK_E2E_PAGES'

/** Returns the folder of the built pages. */
export function pagesFolder(): string {
  const folder = process.env[pagesVariable]
  if (folder === undefined) throw new Error(`The pages have not been built: ${pagesVariable} is not set.`)
  return folder
}

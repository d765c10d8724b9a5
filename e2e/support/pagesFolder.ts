/** How the set-up tells the workers where it built the pages. */
export const pagesVariable = 'COATCHECK_E2E_PAGES'

/** The folder of the built pages. */
export function pagesFolder(): string {
  const folder = process.env[pagesVariable]
  if (folder === undefined) throw new Error(`The pages have not been built: ${pagesVariable} says no folder.`)
  return folder
}

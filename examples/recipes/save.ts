/** Stands in for your server, which saves what a form sends. It refuses names that are too short. */
export async function save(values: { readonly name: string }): Promise<{ readonly error?: string }> {
  await Promise.resolve()
  if (values.name.length < 3) return { error: 'This name is too short.' }
  document.querySelector('output')!.textContent = JSON.stringify(values)
  return {}
}

/** What a form sends: its name, and whatever else it has. */
type Form = Readonly<Record<string, unknown>> & { readonly name: string }

/** Stands in for your server, which saves what a form sends. It refuses names that are too short. */
export async function save(values: Form): Promise<{ readonly error?: string }> {
  await Promise.resolve()
  if (values.name.length < 3) return { error: 'This name is too short.' }
  document.querySelector('output')!.textContent = JSON.stringify(values)
  return {}
}

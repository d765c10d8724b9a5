/** Sends a form to the app's server. Returns an error message, or undefined if the form was saved. */
export async function saveForm(form: FormData): Promise<string | undefined> {
  try {
    const response = await fetch('/forms', { method: 'POST', body: form })
    if (response.ok) return undefined
    const { error }: { error: string } = await response.json()
    return error
  } catch {
    return 'The form could not be sent. Please try again.'
  }
}

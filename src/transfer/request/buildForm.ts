import type { PostTicket } from '../../contract/ticket.js'
import { UnusableTicket } from './UnusableTicket.js'

/** A POST ticket's form: its fields in their order, and the file last, because storage ignores the fields after it. */
export function buildForm(fields: PostTicket['fields'], file: Blob, fileName: string): FormData {
  const form = new FormData()
  let fileField = 'file'
  for (const [name, value] of fields) {
    refuseRedirect(name)
    if (value === '@file') fileField = name
    else form.append(name, value)
  }
  form.append(fileField, file, fileName)
  return form
}

/** Storage would redirect the browser to a page that no script may read: nobody would know that the file is stored. */
function refuseRedirect(name: string): void {
  if (/^(success_action_)?redirect$/i.test(name)) {
    throw new UnusableTicket('form-redirects')
  }
}

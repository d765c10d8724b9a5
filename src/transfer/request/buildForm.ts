import type { PostTicket } from '../../contract/ticket.js'
import { UnusableTicket } from './UnusableTicket.js'

const placeholder = '@file'

/** A POST ticket's form: its fields in their order, and the file last, because storage ignores the fields after it. */
export function buildForm(fields: PostTicket['fields'], file: Blob, fileName: string): FormData {
  const fileField = findFileField(fields)
  refuseRedirect(fields)
  const form = new FormData()
  for (const [name, value] of fields) {
    if (value !== placeholder) form.append(name, value)
  }
  form.append(fileField, file, fileName)
  return form
}

function findFileField(fields: PostTicket['fields']): string {
  if (!Array.isArray(fields) || !fields.every(isField)) {
    throw new UnusableTicket("The ticket's form fields are not pairs of name and value.")
  }
  const [found, ...more] = fields.filter(([, value]) => value === placeholder)
  if (!found || more.length > 0) {
    throw new UnusableTicket(
      `The ticket's form has ${more.length + (found ? 1 : 0)} fields with the value '@file', not one.`,
    )
  }
  return found[0]
}

/** Storage would redirect the browser to a page that no script may read: nobody would know that the file is stored. */
function refuseRedirect(fields: PostTicket['fields']): void {
  if (fields.some(([name]) => /^(success_action_)?redirect$/i.test(name))) {
    throw new UnusableTicket("The ticket's form asks for a redirect. Use success_action_status instead.")
  }
}

function isField(field: unknown): boolean {
  return Array.isArray(field) && field.length === 2 && typeof field[0] === 'string' && typeof field[1] === 'string'
}

import { describe, expect, it } from 'vitest'
import { buildForm } from './buildForm.js'

const file = new File(['hello'], 'local.txt', { type: 'text/plain' })

describe('buildForm', () => {
  it('puts the file last, under its field and the given name, wherever the ticket has it', () => {
    const form = buildForm(
      [
        ['key', 'u/1'],
        ['attachment', '@file'],
        ['Policy', 'eyJ9'],
      ],
      file,
      'صورة 📷.txt',
    )
    expect([...form.keys()]).toEqual(['key', 'Policy', 'attachment'])
    const sent = form.get('attachment') as File
    expect([sent.name, sent.type, sent.size]).toEqual(['صورة 📷.txt', 'text/plain', 5])
  })

  it('refuses a form that asks for a redirect, after which the page would not learn the outcome', () => {
    for (const name of ['success_action_redirect', 'redirect']) {
      const fields = [
        [name, 'https://app.example/thanks'],
        ['file', '@file'],
      ] as const
      expect(() => buildForm(fields, file, file.name)).toThrow('form-redirects')
    }
  })

  it('keeps fields of one name apart and in order', () => {
    const form = buildForm(
      [
        ['tag', 'a'],
        ['tag', 'b'],
        ['file', '@file'],
      ],
      file,
      'a',
    )
    expect(form.getAll('tag')).toEqual(['a', 'b'])
  })
})

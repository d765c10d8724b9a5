import { describe, expect, it } from 'vitest'
import { checkNames, problemCodes, type Check, type Diagnosis } from '../../doctor/report/diagnosis.js'
import type { DoctorTexts } from '../../doctor/report/DoctorTexts.js'
import { formatDiagnosis } from '../../doctor/report/formatDiagnosis.js'
import { codeOf, readFinding, readNote } from '../../doctor/report/readTexts.js'
import { translateDiagnosis } from '../../doctor/report/translateDiagnosis.js'
import { sampleFindings, sampleNotes } from '../../../test/doctor/sampleTexts.js'
import { arDoctor } from './ar.js'
import { deDoctor } from './de.js'
import { enDoctor } from './en.js'
import { esDoctor } from './es.js'
import { frDoctor } from './fr.js'
import { heDoctor } from './he.js'
import { itDoctor } from './it.js'
import { jaDoctor } from './ja.js'
import { koDoctor } from './ko.js'
import { nlDoctor } from './nl.js'
import { plDoctor } from './pl.js'
import { ptBRDoctor } from './pt-BR.js'
import { zhCNDoctor } from './zh-CN.js'

const languages: readonly DoctorTexts[] = [
  arDoctor,
  deDoctor,
  enDoctor,
  esDoctor,
  frDoctor,
  heDoctor,
  itDoctor,
  jaDoctor,
  koDoctor,
  nlDoctor,
  plDoctor,
  ptBRDoctor,
  zhCNDoctor,
]
const translations = languages.filter((texts) => texts !== enDoctor)

/** Isolates direct the text, but are no part of it. */
const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '')

/** Every sentence of a language, with a name for the failure message. */
const sentencesIn = (texts: DoctorTexts): readonly (readonly [id: string, sentence: string])[] => [
  ...sampleNotes.map((note) => [note.id, plain(readNote(texts, note))] as const),
  ...sampleFindings.flatMap((finding) => readFinding(texts, finding).map((text) => [finding.id, plain(text)] as const)),
]

const technicalName =
  /\b(?:[a-z]+[A-Z][A-Za-z]+|[A-Z]{2,}_[A-Z_]+|[a-z]+-src|Access-Control-[A-Za-z-]+|Cache-Control: no-store)\b/g

describe('the samples', () => {
  it('contain every text, and at least one for each code', () => {
    expect(new Set(sampleNotes.map(({ id }) => id))).toEqual(new Set(Object.keys(enDoctor.notes)))
    expect(new Set(sampleFindings.map(({ id }) => id))).toEqual(new Set(Object.keys(enDoctor.findings)))
    expect(new Set(sampleFindings.map(codeOf))).toEqual(new Set(problemCodes))
  })
})

describe.each(languages)('the doctor in $language', (texts) => {
  it('has whole sentences for everything', () => {
    const isBroken = (sentence: string): boolean =>
      /undefined|\bnull\b|NaN|\[object|=>|\.\.| {2}|#/.test(sentence) || !/\S.*[.!。”"“»」\]]$/su.test(sentence)
    expect(sentencesIn(texts).filter(([, sentence]) => isBroken(sentence))).toEqual([])
  })

  it('repeats the facts', () => {
    const wholeReport = sentencesIn(texts)
      .map(([, sentence]) => sentence)
      .join('\n')
    for (const fact of [
      'AccessDenied',
      'x-amz-acl',
      'text/plain',
      '/sw.js',
      'The entity is missing.',
      'file-17',
      'PUT',
      '"AllowedOrigins"',
      'https://app.test',
      'not-verified',
    ])
      expect(wholeReport).toContain(fact)
  })

  it('keeps the names of options, headers and settings, which are the same in every language', () => {
    const missing = sampleFindings.flatMap((finding) => {
      const names = readFinding(enDoctor, finding).join(' ').match(technicalName) ?? []
      const translated = plain(readFinding(texts, finding).join(' '))
      return names.filter((name) => !translated.includes(name)).map((name) => [finding.id, name])
    })
    expect(missing).toEqual([])
  })
})

it.each(translations)('no sentence in $language was left in English', (texts) => {
  const english = new Set(sentencesIn(enDoctor).map(([, sentence]) => sentence))
  // These consist of what the adapter says, in English.
  const quoting = new Set(['api-answer-malformed', 'api-answer-malformed/ticket', 'adapter-failed/app'])
  const same = sentencesIn(texts).filter(([id, sentence]) => english.has(sentence) && !quoting.has(id))
  expect(same).toEqual([])
})

describe('right-to-left sentences', () => {
  it('keep code, names and English in their own order, and no punctuation of the sentence with them', () => {
    const finding = (id: 'api-refused' | 'uploads-intercepted'): string =>
      sampleFindings.flatMap((sample) => (sample.id === id ? readFinding(heDoctor, sample) : [])).join(' ')
    expect(finding('api-refused')).toContain('”\u2066The entity is missing\u2069.”')
    expect(finding('api-refused')).toContain("\u2066'metadata'\u2069; ")
    expect(finding('uploads-intercepted')).toContain("\u2066`if (event.request.method !== 'GET') return`\u2069, ")
    const advice = readFinding(heDoctor, { id: 'worker-blocked' })[1]
    expect(advice).toContain("\u2066worker-src 'self'\u2069 ")
  })
})

describe('translateDiagnosis', () => {
  const checks: readonly Check[] = [
    { name: 'page', outcome: 'ok', message: 'The page is a secure context.', text: { id: 'page-secure' } },
    { name: 'storage', outcome: 'problem', code: 'offline', message: 'A', advice: 'B', text: { id: 'offline' } },
    { name: 'etag', outcome: 'not-checked', message: "The app's own." },
  ]
  const diagnosis: Diagnosis = { ok: false, backend: 'rest', checks }

  it('replaces the sentences that it knows, and nothing else', () => {
    const { checks: translated, ...rest } = translateDiagnosis(diagnosis, deDoctor)
    expect(rest).toEqual({ ok: false, backend: 'rest' })
    expect(translated.map(({ name, message }) => [name, message])).toEqual([
      ['page', 'Die Seite läuft in einem sicheren Kontext.'],
      ['storage', 'Der Browser ist offline.'],
      ['etag', "The app's own."],
    ])
    expect(translated[1]).toMatchObject({ code: 'offline', advice: expect.stringMatching(/^Stellen Sie/) })
    expect(checkNames).toContain(translated[0]?.name)
  })

  it('lets a report be formatted in that language', () => {
    expect(formatDiagnosis(translateDiagnosis(diagnosis, deDoctor))).toContain('- page: ok. Die Seite läuft')
  })
})

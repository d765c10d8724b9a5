import { describe, expect, it } from 'vitest'
import { renderAll, renderGallery, sampleName } from '../../test/locales/sampleMessages.js'
import { ar } from './ar.js'
import { de } from './de.js'
import { en } from './en.js'
import { es } from './es.js'
import { fr } from './fr.js'
import { enGallery } from './gallery/en.js'
import { he } from './he.js'
import { it as italian } from './it.js'
import { ja } from './ja.js'
import { ko } from './ko.js'
import type { Messages } from './messages.js'
import { nl } from './nl.js'
import { pl } from './pl.js'
import { enRecovery } from './recovery/en.js'
import { ptBR } from './pt-BR.js'
import { zhCN } from './zh-CN.js'

const locales: readonly Messages[] = [ar, de, en, es, fr, he, italian, ja, ko, nl, pl, ptBR, zhCN]
const translations = locales.filter((locale) => locale !== en)

/** Without what is not seen: isolates, direction marks, and spaces of other kinds. */
const plain = (text: string): string =>
  text.replaceAll(/[\u200e\u200f\u2066-\u2069]/g, '').replaceAll(/[\u00a0\u202f]/g, ' ')

describe.each(locales)('the texts in $language', (messages) => {
  const all = renderAll(messages)

  it('are there, and whole', () => {
    const broken = all.filter(
      ([, text]) => text.trim() === '' || /undefined|\bnull\b|NaN|\[object|=>|\.\.| {2}|#/.test(text),
    )
    expect(broken).toEqual([])
  })

  it('say in sentences what went wrong, and what to do', () => {
    expect(Object.keys(messages.errors).toSorted()).toEqual(Object.keys(en.errors).toSorted())
    const sentences = Object.values(messages.errors).flatMap((texts) => texts.filter((text) => text !== undefined))
    expect(sentences.filter((text) => !/^\S.*[.!。]$/u.test(text))).toEqual([])
    expect(all.filter(([path, text]) => path.startsWith('rejections.') && !/[.。]$/.test(text))).toEqual([])
  })

  it('take the number of files into account, and write it as the language does', () => {
    const counted = all.filter(([path]) => path === 'actions.retryFailed').map(([, text]) => plain(text))
    expect(new Set(counted).size).toBe(counted.length)
    expect(counted.at(-1)).toMatch(/1[., ]?000[., ]?000/)
  })

  it('repeat the name of the file as it is', () => {
    const named = all.filter(([path]) =>
      /^actions\.(?!dismissFiles|retryFailed)|\.(existingAs|uploadedAs|progressOf|open)$/.test(path),
    )
    const isFunction = (path: string): boolean => !/All$|closeTray|clearFinished|nextFailed/.test(path)
    expect(named.filter(([path, text]) => isFunction(path) && !text.includes(sampleName()))).toEqual([])
  })

  it('C13 do not call a stored file safe, which nobody has checked', () => {
    const { status, announce } = messages
    const about = [status.uploaded, status.existing, status.initial, announce.done({ count: 2 }), announce.allDone]
    expect(about.filter((text) => assurance.test(text))).toEqual([])
  })
})

/** 'Safe', 'checked' and 'free of viruses', in all languages. */
const assurance =
  /\bsafe|secure|\bclean|scanned|checked|virus|viren|sicher|sauber|geprüft|unbedenklich|\bsûr|sécuris|vérifié|\bsegur|verificad|\bsicur|verificat|veilig|gecontroleerd|bezpieczn|sprawdzon|安全|確認済|検査|已检查|안전|검사|آمن|مفحوص|בטוח|מאובטח|נבדק/i

/** Words that are the same in these languages as in English. */
const borrowed: Readonly<Record<string, readonly string[]>> = {
  de: ['Uploads', 'Problem'],
  es: ['audio'],
  fr: ['images', 'audio'],
  it: ['video', 'audio'],
  nl: ['Uploads', 'audio'],
  pl: ['Problem'],
}

it.each(translations)('no text in $language was left in English', ({ language, ...messages }) => {
  const english = new Map(renderAll(en))
  const same = renderAll({ language, ...messages }).filter(
    ([path, text]) => /[a-z]{4}/i.test(text) && english.get(path) === text && !borrowed[language]?.includes(text),
  )
  expect(same).toEqual([])
})

it.each(translations)('the doctor speaks the same language ($language)', async ({ language, doctor }) => {
  const texts = await doctor.loadTexts?.()
  expect(texts?.language).toBe(language)
})

it.each(translations)('rows that could read their file again say so in $language', async ({ recovery }) => {
  const texts = await recovery?.loadTexts?.()
  expect(texts?.allow(sampleName())).toContain(sampleName())
  expect(texts?.allow(sampleName())).not.toBe(enRecovery.allow(sampleName()))
  expect(texts?.allowToContinue).toMatch(/\S/)
  expect(texts?.allowToContinue).not.toBe(enRecovery.allowToContinue)
})

describe.each(translations)('what users do with files, in $language', ({ language, gallery }) => {
  const load = async () => renderGallery((await gallery.loadTexts?.()) ?? expect.fail('No texts.'))

  it('has every text, and each is whole', async () => {
    const all = await load()
    expect(new Set(all.map(([path]) => path))).toEqual(new Set(renderGallery(enGallery).map(([path]) => path)))
    expect(all.filter(([, text]) => text.trim() === '' || /undefined|NaN|\[object|=>|\.\.| {2}|#/.test(text))).toEqual(
      [],
    )
  })

  it('repeats the name of the file', async () => {
    const named = (await load()).filter(([path]) => /^(download|copyLink|edit|delete|select|move)$/.test(path))
    expect(named.filter(([, text]) => !text.includes(sampleName()))).toEqual([])
  })

  it('has nothing in English', async () => {
    const english = new Map(renderGallery(enGallery))
    const same = (await load()).filter(([path, text]) => /[a-z]{4}/i.test(text) && english.get(path) === text)
    expect(same.map(([, text]) => text).filter((text) => !borrowedInGallery[language]?.includes(text))).toEqual([])
  })
})

const borrowedInGallery: Readonly<Record<string, readonly string[]>> = { de: ['Name'] }

describe('numbers', () => {
  it.each<[Messages, readonly string[]]>([
    [ar, ['1.9 ميغابايت', '1.9 من 3.3 ميغابايت', '58%', 'يتبقى دقيقتان', 'إعادة المحاولة خلال 5 ثوانٍ']],
    [de, ['1,9 MB', '1,9 von 3,3 MB', '58 %', 'noch 2 Minuten', 'Nächster Versuch in 5 Sekunden']],
    [en, ['1.9 MB', '1.9 of 3.3 MB', '58%', '2 minutes left', 'Trying again in 5 seconds']],
    [es, ['1,9 MB', '1,9 de 3,3 MB', '58 %', 'Tiempo restante: 2 minutos', 'Nuevo intento dentro de 5 segundos']],
    [fr, ['1,9 Mo', '1,9 sur 3,3 Mo', '58 %', 'encore 2 minutes', 'Nouvelle tentative dans 5 secondes']],
    [he, ['1.9 MB', '1.9 מתוך 3.3 MB', '58%', 'עוד שתי דקות', 'ניסיון חוזר בעוד 5 שניות']],
    [italian, ['1,9 MB', '1,9 di 3,3 MB', '58%', 'ancora 2 minuti', 'Nuovo tentativo tra 5 secondi']],
    [ja, ['1.9 MB', '1.9 / 3.3 MB', '58%', '残り 2 分', '5 秒後に再試行します']],
    [ko, ['1.9MB', '1.9/3.3MB', '58%', '2분 남음', '5초 후 다시 시도']],
    [nl, ['1,9 MB', '1,9 van 3,3 MB', '58%', 'nog 2 minuten', 'Nieuwe poging over 5 seconden']],
    [pl, ['1,9 MB', '1,9 z 3,3 MB', '58%', 'Pozostało: 2 minuty', 'Ponowna próba za 5 sekund']],
    [ptBR, ['1,9 MB', '1,9 de 3,3 MB', '58%', 'Tempo restante: 2 minutos', 'Nova tentativa em 5 segundos']],
    [zhCN, ['1.9 MB', '1.9 / 3.3 MB', '58%', '剩余 2 分钟', '5 秒钟后重试']],
  ])('have the units and the grammar of the language', (messages, expected) => {
    const { formatBytes, formatBytesOf, formatPercent, status } = messages
    const texts = [
      formatBytes(1.9e6),
      formatBytesOf(1.9e6, 3.3e6),
      formatPercent(0.58),
      status.secondsLeft(120),
      status.retryingIn(5),
    ]
    expect(texts.map(plain)).toEqual(expected)
  })

  it('have the forms that Polish and Arabic have', () => {
    expect([1, 2, 5, 22].map((count) => pl.actions.retryFailed(count))).toEqual([
      'Prześlij ponownie 1 plik',
      'Prześlij ponownie 2 pliki',
      'Prześlij ponownie 5 plików',
      'Prześlij ponownie 22 pliki',
    ])
    expect([1, 2, 3, 11, 100].map((count) => ar.summary(1, count))).toEqual([
      'تم رفع 1 من ملف واحد',
      'تم رفع 1 من ملفين',
      'تم رفع 1 من 3 ملفات',
      'تم رفع 1 من 11 ملفًا',
      'تم رفع 1 من 100 ملف',
    ])
  })

  it('are written in Western digits in Arabic', () => {
    expect(renderAll(ar).filter(([, text]) => /[\u0660-\u0669\u06f0-\u06f9]/.test(text))).toEqual([])
  })
})

describe.each([ar, he])('the direction of $language', (messages) => {
  it('is not changed by the name of a file, whose brackets and extension stay in their order', () => {
    const isolated = `\u2068${sampleName()}\u2069`
    const named = renderAll(messages).filter(([, text]) => text.includes(sampleName()))
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(([, text]) => !text.includes(isolated))).toEqual([])
  })

  it('is not changed by words in Latin letters', () => {
    const latin = renderAll(messages).filter(
      ([path, text]) => /[a-z]{2}/i.test(text.replaceAll(/\u2068[^\u2069]*\u2069/g, '')) && !takesLatin.test(path),
    )
    expect(latin).toEqual([])
  })
})

/** The sample is in Latin letters, or a key is named as it is on the keyboard; neither is at an end of the sentence. */
const takesLatin =
  /^language$|^join|^dropzone\.(accepts|upTo|atLeast|atMostInAll)$|^list\.keys$|^rejections\.|^announce\./

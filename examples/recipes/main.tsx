import { createElement, type FunctionComponent } from 'react'
import { createRoot } from 'react-dom/client'
import type { StoredFile } from 'coatcheck'

/**
 * Shows the recipe that the address names: `?recipe=forms/react-hook-form`. With `&avatar=fil_1`, a form gets the profile's
 * picture, as from your server.
 */
const pages = import.meta.glob<Readonly<Record<string, FunctionComponent<{ avatar?: StoredFile }>>>>(
  './{forms,parts,moving}/*.tsx',
)

/** What needs no React acts by itself when it is loaded. */
const scripts = import.meta.glob('./{parts,moving}/*.ts')

const search = new URLSearchParams(location.search)
const name = search.get('recipe')
const avatarId = search.get('avatar')
const page = await pages[`./${name}.tsx`]?.()
const Page = page && Object.values(page)[0]
if (Page)
  createRoot(document.querySelector('#root')!).render(
    createElement(Page, avatarId === null ? {} : { avatar: { id: avatarId } }),
  )
else await scripts[`./${name}.ts`]?.()

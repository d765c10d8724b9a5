import { createElement, type FunctionComponent } from 'react'
import { createRoot } from 'react-dom/client'

/** Shows the recipe that the address names: `?recipe=forms/react-hook-form`. */
const pages = import.meta.glob<Readonly<Record<string, FunctionComponent>>>('./{forms,parts,moving}/*.tsx')

/** What needs no React acts by itself when it is loaded. */
const scripts = import.meta.glob('./{parts,moving}/*.ts')

const name = new URLSearchParams(location.search).get('recipe')
const page = await pages[`./${name}.tsx`]?.()
const Page = page && Object.values(page)[0]
if (Page) createRoot(document.querySelector('#root')!).render(createElement(Page))
else await scripts[`./${name}.ts`]?.()

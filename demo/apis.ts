import type { ComponentType } from 'react'
import { ActiveStorageDemo } from './apis/ActiveStorageDemo.tsx'
import { FoirDemo } from './apis/FoirDemo.tsx'
import { GlueDemo, GlueFormDemo } from './apis/GlueDemo.tsx'
import { InspectDemo } from './apis/InspectDemo.tsx'
import { IonDemo } from './apis/IonDemo.tsx'
import { RestDemo } from './apis/RestDemo.tsx'
import { VisibuildDemo } from './apis/VisibuildDemo.tsx'

export interface ApiDemo {
  /** Names it in the page's URL. */
  readonly id: string
  readonly label: string
  /** What it is, and what is special about it: one sentence. */
  readonly note: string
  /** The document about it, by its path in `docs`. */
  readonly document: { readonly id: string; readonly title: string }
  readonly Demo: ComponentType
}

export const restApi: ApiDemo = {
  id: 'rest',
  label: 'REST',
  note: 'A small JSON contract for your own server: one call gets the tickets for many files, and the same server fills the gallery.',
  document: { id: 'rest.openapi.yaml', title: 'Read the contract' },
  Demo: RestDemo,
}

export const apis: readonly ApiDemo[] = [
  restApi,
  {
    id: 'ion',
    label: 'ION',
    note: "First Resonance's manufacturing software, over GraphQL: a file is attached to an entity, and registered with the ETag that storage returned.",
    document: { id: 'backends/ion.md', title: 'Read about ION' },
    Demo: IonDemo,
  },
  {
    id: 'glue',
    label: 'Glue',
    note: 'A work chat, over GraphQL: bytes that Glue already has are not sent again, and all others go to storage by PUT.',
    document: { id: 'backends/glue.md', title: 'Read about Glue' },
    Demo: GlueDemo,
  },
  {
    id: 'glue-form',
    label: 'Glue with forms',
    note: 'Glue again, with tickets for a form POST instead of a PUT: the adapter needs no option for that.',
    document: { id: 'backends/glue.md', title: 'Read about Glue' },
    Demo: GlueFormDemo,
  },
  {
    id: 'visibuild',
    label: 'Visibuild',
    note: 'Construction quality software, over REST and without a confirm call: the app creates a record and passes it the keys of its files.',
    document: { id: 'backends/visibuild.md', title: 'Read about Visibuild' },
    Demo: VisibuildDemo,
  },
  {
    id: 'inspect',
    label: 'Inspect',
    note: "Screening Eagle's inspection software, over REST: it recognises files by their SHA-256, separately for each asset.",
    document: { id: 'backends/inspect.md', title: 'Read about Inspect' },
    Demo: InspectDemo,
  },
  {
    id: 'foir',
    label: 'Foir',
    note: "A headless content platform, over GraphQL through the app's own server: storage checks the bytes, and Foir measures pictures and makes blurhashes.",
    document: { id: 'backends/foir.md', title: 'Read about Foir' },
    Demo: FoirDemo,
  },
  {
    id: 'active-storage',
    label: 'Active Storage',
    note: 'Direct uploads in Ruby on Rails: the form submits the signed id of each file.',
    document: { id: 'backends/active-storage.md', title: 'Read about Active Storage' },
    Demo: ActiveStorageDemo,
  },
]

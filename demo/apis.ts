import type { ComponentType } from 'react'
import { ActiveStorageDemo } from './apis/ActiveStorageDemo.tsx'
import { FoirDemo } from './apis/FoirDemo.tsx'
import { GlueDemo, GlueFormDemo } from './apis/GlueDemo.tsx'
import { InspectDemo } from './apis/InspectDemo.tsx'
import { IonDemo } from './apis/IonDemo.tsx'
import { RestDemo } from './apis/RestDemo.tsx'
import { VisibuildDemo } from './apis/VisibuildDemo.tsx'

export interface ApiDemo {
  /** In the page's address. */
  readonly id: string
  readonly label: string
  /** What is special about it. */
  readonly note: string
  readonly Demo: ComponentType
}

export const restApi: ApiDemo = {
  id: 'rest',
  label: 'REST',
  note: 'The small JSON contract of our own: tickets for many files in one call, and a gallery from the server.',
  Demo: RestDemo,
}

export const apis: readonly ApiDemo[] = [
  restApi,
  {
    id: 'ion',
    label: 'ION',
    note: 'GraphQL. A file is attached to an entity, and registered with the ETag that storage gave.',
    Demo: IonDemo,
  },
  {
    id: 'glue',
    label: 'Glue',
    note: 'GraphQL. Known bytes are never sent again; others go to storage with PUT.',
    Demo: GlueDemo,
  },
  {
    id: 'glue-form',
    label: 'Glue, by form',
    note: 'Glue again, with tickets that ask for a form POST.',
    Demo: GlueFormDemo,
  },
  {
    id: 'visibuild',
    label: 'Visibuild',
    note: 'REST, without a call at the end: the record that is created takes the keys of its files.',
    Demo: VisibuildDemo,
  },
  {
    id: 'inspect',
    label: 'Inspect',
    note: "Screening Eagle's REST API. Knows files by their SHA-256, for each asset on its own.",
    Demo: InspectDemo,
  },
  {
    id: 'foir',
    label: 'Foir',
    note: "GraphQL through the app's own server. Storage looks at the bytes; sizes and blurhashes are the server's.",
    Demo: FoirDemo,
  },
  {
    id: 'active-storage',
    label: 'Active Storage',
    note: "Rails' direct uploads: the form sends the signed id of each file.",
    Demo: ActiveStorageDemo,
  },
]

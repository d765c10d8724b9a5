'use server'

export interface Answer {
  readonly error?: string
  readonly title: string
  readonly photoIds: readonly string[]
}

/** Here an app keeps the post. The files are stored already: the form has their ids. */
export async function savePost(data: FormData): Promise<Answer> {
  const [title = ''] = data.getAll('title').map(String)
  const photoIds = data.getAll('photos').map(String)
  return title.trim() === '' ? { error: 'A post needs a title.', title, photoIds } : { title, photoIds }
}

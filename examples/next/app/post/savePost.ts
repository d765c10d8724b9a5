'use server'

export interface Answer {
  readonly error?: string
  readonly title: string
  readonly photoIds: readonly string[]
}

/** An app would save the post here. The files are stored already, and the form contains their ids. */
export async function savePost(data: FormData): Promise<Answer> {
  const [title = ''] = data.getAll('title').map(String)
  const photoIds = data.getAll('photos').map(String)
  return title.trim() === '' ? { error: 'A post needs a title.', title, photoIds } : { title, photoIds }
}

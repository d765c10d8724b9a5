import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useEffect } from 'react'
import { findDocument, resolveDocumentLink } from './documents.ts'

/** One of the documents in `docs`, read in the demo. */
export function DocumentPage({ id }: { readonly id: string }): ReactElement {
  const { data: html, isError } = useQuery({
    queryKey: ['demo', 'document', id],
    queryFn: () => loadHtml(id),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    // The browser looked for the heading before there was any.
    if (html !== undefined) document.querySelector(location.hash || '#top')?.scrollIntoView()
  }, [html])
  return (
    <main className="demo-docs" lang="en" dir="ltr">
      <p>
        <a href="?">Back to the demo</a>
      </p>
      {isError && <p role="alert">There is no such document.</p>}
      {/* The document is part of this project, so it needs no cleaning. */}
      {html !== undefined && <article dangerouslySetInnerHTML={{ __html: html }} />}
    </main>
  )
}

async function loadHtml(id: string): Promise<string> {
  const load = findDocument(id)
  if (!load) throw new Error(`There is no document "${id}".`)
  const [text, { renderMarkdown }] = await Promise.all([load(), import('./renderMarkdown.ts')])
  const markdown = id.endsWith('.md') ? text : `# ${id}\n\n~~~yaml\n${text}\n~~~`
  return renderMarkdown(markdown, (href) => resolveDocumentLink(id, href))
}

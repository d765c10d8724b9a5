import { Marked } from 'marked'

/** Where a link in a document leads; null if the demo does not have it. */
export type ResolveLink = (href: string) => string | null

/** Renders one of our own documents as HTML. It cleans nothing, so it is not for texts of others. */
export async function renderMarkdown(markdown: string, resolveLink: ResolveLink): Promise<string> {
  const marked = new Marked({
    renderer: {
      heading: (html, level, text) => `<h${level} id="${slugOf(text)}">${html}</h${level}>`,
      link(href, _title, html) {
        const target = resolveLink(href)
        return target === null ? html : `<a href="${target}">${html}</a>`
      },
      // A keyboard can scroll only what has the focus.
      code: (text) => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>`,
      table: (head, body) =>
        `<div class="demo-docs-table" tabindex="0"><table><thead>${head}</thead><tbody>${body}</tbody></table></div>`,
    },
  })
  return marked.parse(markdown)
}

/** The id that GitHub gives a heading. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(/\s/g, '-')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

const texts = new WeakMap<Response, string>()

/** A `Response` whose text can be had without reading its stream. */
export function createTextResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init)
  texts.set(response, text)
  return response
}

/** undefined: it has to be read. */
export function givenText(response: Response): string | undefined {
  return texts.get(response)
}

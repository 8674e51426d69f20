/** The same response, which tells when its body has been read to the end or given up. */
export function whenSent(response: Response, callback: () => void): Response {
  if (!response.body) {
    callback();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        callback();
        controller.close();
      } catch (error) {
        callback();
        controller.error(error);
      }
    },
    async cancel(reason) {
      callback();
      await reader.cancel(reason);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

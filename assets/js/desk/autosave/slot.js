// Which draft at the server a page goes on from. A person has one there for each text, and another page of hers
// may have kept a newer one: `at` is the newest this page knows, `tab` tells its own from those of others.

/** The names of the fields that say so; they are no part of a draft. */
export const FIELDS = ['at', 'tab'];

export function slotOf(form) {
  const [at, tab] = FIELDS.map((name) => field(form, name));
  // Not what a browser puts back into the fields of a page it opens again.
  at.value = form.dataset.autosavedAt ?? '0';
  tab.value = Math.random().toString(36).slice(2);
  return {
    /** A draft as it is sent. */
    with: (draft) => `${draft}&at=${at.value}&tab=${tab.value}`,
    /** Notes what the server says it has; gives the answer back. */
    learn: (answer) => {
      if (answer.value?.at) at.value = String(answer.value.at);
      return answer;
    },
  };
}

function field(form, name) {
  const there = form.elements.namedItem(name);
  if (there) return there;
  const made = form.ownerDocument.createElement('input');
  Object.assign(made, { type: 'hidden', name });
  form.prepend(made);
  return made;
}

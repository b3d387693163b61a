// A form as text and back: names and values in the order they stand, without files.
import { FIELDS } from './slot.js';

/** The form's fields as `application/x-www-form-urlencoded`. */
export function read(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !FIELDS.includes(name));
  return new URLSearchParams(fields).toString();
}

/** Writes a text of `read` back. Fields of rows that are no longer there are told by their names. */
export function write(form, text) {
  const values = new Map();
  for (const [name, value] of new URLSearchParams(text)) values.set(name, [...(values.get(name) ?? []), value]);
  const lost = new Set(values.keys());
  const taken = new Map();
  for (const field of form.elements) {
    if (!field.name || field.disabled || field.type === 'file') continue;
    lost.delete(field.name);
    const own = values.get(field.name) ?? [];
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = own.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = own.includes(option.value);
    else if (own.length) {
      const at = taken.get(field.name) ?? 0;
      taken.set(field.name, at + 1);
      if (at < own.length) field.value = own[at];
    }
  }
  return [...lost];
}

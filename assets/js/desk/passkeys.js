// Buttons for passkeys: `[data-passkey="register"|"sign-in"]` with the addresses of both halves.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { each } from './dom.js';
import { notice, place } from './parts.js';
import { say } from './words.js';
import { postJson } from './wire.js';

const START = { register: startRegistration, 'sign-in': startAuthentication };

export function passkeys() {
  each('[data-passkey]', (button) => {
    button.hidden = !browserSupportsWebAuthn();
    button.addEventListener('click', (event) => {
      event.preventDefault();
      use(button);
    });
  });
}

async function use(button) {
  const { passkey, begin, finish } = button.dataset;
  button.disabled = true;
  try {
    const name = button.form?.elements.namedItem('name')?.value;
    const asked = await postJson(begin, name ? { name } : {});
    // webauthn-rs puts the options one level down.
    const optionsJSON = asked.publicKey ?? asked.options?.publicKey ?? asked;
    const credential = await START[passkey]({ optionsJSON });
    const answer = await postJson(finish, { ...(asked.state && { state: asked.state }), ...(name && { name }), credential });
    if (answer?.url ?? answer?.next) location.assign(answer.url ?? answer.next);
    else location.reload();
  } catch (fault) {
    // Closing the browser's own window is no fault.
    if (fault.name !== 'NotAllowedError' && fault.name !== 'AbortError') tell(button, fault);
  } finally {
    button.disabled = false;
  }
}

function tell(button, fault) {
  const known = fault.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' ? say('passkey-known') : null;
  place(button.form ?? button, notice({ kind: 'error', title: known ?? fault.detail ?? say('passkey-failed'), role: 'alert' }));
}

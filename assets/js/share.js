// Share, copy link, print: buttons that are hidden without script.
export function share() {
  on('[data-share]', async () => {
    const link = { title: document.title, url: address() };
    if (!navigator.share) return copy(link.url);
    // A reader who closes the sheet has changed their mind: no error.
    return navigator.share(link).catch(() => {});
  });
  on('[data-copy]', (event) => copy(event.currentTarget.dataset.copy || address()));
  on('[data-print]', () => print());
}

function on(selector, action) {
  for (const button of document.querySelectorAll(selector)) button.addEventListener('click', action);
}

const address = () => document.querySelector('link[rel="canonical"]')?.href ?? location.href;

async function copy(text) {
  const toast = document.querySelector('.toast');
  try {
    await navigator.clipboard.writeText(text);
    say(toast, toast.dataset.copied);
  } catch {
    say(toast, text);
  }
}

function say(toast, words) {
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = toast.dataset.close;
  close.addEventListener('click', () => { toast.hidden = true; });
  const text = document.createElement('span');
  text.textContent = words;
  toast.replaceChildren(text, close);
  toast.hidden = false;
  setTimeout(() => { toast.hidden = true; }, 8000);
}

# People: signing in, accounts, rights.

# Signing in
people-sign-in = Sign in to the desk
people-with-passkey = Sign in with a passkey
people-with-provider = Sign in with { $provider }
people-forgotten = Forgotten the password? Ask an administrator of this portal for a reset link.
people-code = Second step
people-code-lost = Phone lost and no recovery codes left? Ask an administrator of this portal to remove this step.
people-sign-out = Sign out

# Invitation and reset links
people-link-invite = Take up your account
people-link-recover = Set a new password
people-link-ended = This link has ended
people-link-ended-title = This link can no longer be used.
people-link-ended-text = A link is good once and for a limited time. Ask an administrator of this portal for a new one.
people-link-for = The account of { $email }
people-take-up = Take up the account
people-set-password = Set the password
people-to-sign-in = Go to sign-in

# My account
people-me = My account
people-me-who = Name and language
people-name = Full name
people-name-hint = Colleagues see this name in the history of entries.
people-language = Language of the desk
people-roles = Roles
people-no-roles = No role yet
people-save = Save
people-cancel = Cancel
people-password = Password
people-password-old = Current password
people-password-new = New password
people-password-ends = Changing the password ends every other session at once.
people-password-change = Change the password
people-codes = Second step
people-codes-on = When you sign in with your password you are also asked for a code of your authenticator app.
people-codes-off = Not set up. Once it is, somebody who knows your password still cannot get in without your phone.
people-codes-set-up = Set up the second step
people-codes-how = Scan this picture with an authenticator app on your phone, then type the code it shows.
people-codes-first = The six digits the app shows now.
people-codes-turn-on = Turn on
people-codes-drop = Turn the second step off
people-codes-drop-ask = Turn the second step off? The recovery codes end as well.
people-recovery = Recovery codes
people-recovery-left = { $count ->
    [one] { $count } recovery code is left.
   *[other] { $count } recovery codes are left.
 }
people-recovery-make = Make new recovery codes
people-recovery-once = These codes are shown only once.
people-recovery-text = Print or write them down and keep them somewhere safe. Each stands in for your phone once.
people-recovery-kept = I have kept them
people-passkeys = Passkeys
people-passkeys-text = Sign in with a fingerprint, your face or the PIN of a device, without a password.
people-passkey-add = Add a passkey
people-passkey-name = Name of the passkey
people-passkey-name-hint = For example: office computer.
people-passkey-made = Added { $at }
people-passkey-used = last used on { $day }
people-passkey-drop = Remove
people-passkey-drop-ask = Remove the passkey { $name }?
people-sessions = Sessions
people-session-own = (this one)
people-session-unnamed = A browser without a name
people-session-since = Since { $since }, last used { $seen }
people-session-end = End
people-done-name = Name and language are saved.
people-done-password = The password is changed. Every other session has ended.
people-done-codes-gone = The second step is off.
people-done-passkey = The passkey is added.
people-done-passkey-gone = The passkey is removed.
people-done-session = The session has ended.

# Administering people
people-title = People
people-count = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
 }
people-invite = Invite somebody
people-invite-text = Whoever is invited gets a link, chooses a password and can begin at once.
people-invite-name-hint = It can be corrected when the account is taken up.
people-invite-make = Make the invitation
people-role = Role
people-role-none = None
people-section = Section
people-agency = Body
people-whole = Whole site
people-any = All
people-state = State
people-state-active = Active
people-state-invited = Invited
people-state-disabled = Disabled
people-second = two steps
people-last-in = Last sign-in
people-made = Made
people-none = There is no such account
people-none-text = Try with fewer filters.
people-grants = Roles
people-grants-hint = A row is a role. Choose a section or a body to hold the role to that part.
people-grants-save = Save the roles
people-role-author = Author
people-role-translator = Translator
people-role-editor = Editor
people-role-publisher = Publisher
people-role-coordinator = Coordinator
people-role-inspector = Inspector
people-role-administrator = Administrator
people-account = Account
people-yes = Yes
people-no = No
people-link = Link
people-link-made = The link is made.
people-link-once = It is shown this once, is good once, and ends { $ends }.
people-link-mailed = It was also mailed to { $email }.
people-link-hand-over = The portal has not mailed it: copy it and hand it to the right person.
people-link-again = Make the invitation again
people-link-reset = Make a reset link
people-factors-drop = Remove the second step and passkeys
people-factors-drop-ask = Remove the second step and every passkey of { $name }? All sessions end as well.
people-disable = Disable the account
people-disable-ask = Disable the account of { $name }? Every session ends at once.
people-enable = Enable the account
people-sessions-none = No session.
people-sessions-end = End all sessions
people-sessions-end-ask = End every session of { $name }?
people-done-grants = The roles are saved.
people-done-disabled = The account is disabled.
people-done-enabled = The account is enabled.
people-done-factors = The second step and the passkeys are removed.
people-done-sessions = The session has ended.

# Mail
people-mail-invite-subject = Invitation to the desk of { $site }
people-mail-invite =
    Dear { $name },

    You are invited to the desk of { $site }. Open this link to take up your account and choose a password:

    { $link }

    The link is good once and ends { $ends }. If this mail is not for you, please ignore it.
people-mail-recover-subject = A new password for the desk of { $site }
people-mail-recover =
    Dear { $name },

    An administrator of { $site } has made a link for you to set a new password:

    { $link }

    The link is good once and ends { $ends }. If you did not ask for it, tell your administrator.

# When something cannot be done
people-refused-right = You may not do this.
people-refused-missing = Not found: it may just have been removed.
people-refused-email-taken = This address has an account already.
people-refused-email = This is not a mail address.
people-refused-name = A name is needed.
people-refused-password-short = The password needs 12 characters or more.
people-refused-password-long = The password has more than 256 characters.
people-refused-password-breached = This password is on a list of breached passwords. Choose another.
people-refused-password-guessable = This password would be guessed soon. Join several unrelated words; leave out names, birthdays and rows of keys.
people-refused-wrong = That is not right. Check it and try again.
people-refused-held = Too many failed attempts. Try again from { $time } on.
people-refused-ended = This step has ended. Please sign in again.
people-refused-last-administrator = The portal needs at least one active administrator. Give somebody else this role first.
people-refused-state = The state of the account does not allow this.
people-refused-not-set-up = This portal is not set up for this way of signing in.
people-refused-passkey = The passkey does not fit. Try again.
people-refused-provider = The sign-in provider did not answer as expected. Try again later, or use your password.
people-refused-unknown = This account of the sign-in provider has not been invited to this portal.

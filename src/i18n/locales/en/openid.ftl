# Sign-in by the organisation’s provider of identities.
openid-enter = Sign in with { $name }
openid-or = Or with your password
openid-out = Your session at { $name } is still open.
openid-out-link = Close it as well
openid-unusable = The provider of identities does not answer. Sign in with your password, or try again in a few minutes.
openid-again = Signing in did not succeed: it took too long, or another tab was faster. Try again.
openid-refused = The provider of identities did not confirm your sign-in. Try again, or sign in with your password.
openid-unverified = Your address is not verified at the provider of identities. Verify it there, or ask your administrator.
openid-no-account = No account of this desk matches your identity. Ask your administrator to make one with the address that the provider of identities knows.
action-user-identity-linked = Identity linked
action-user-identity-unlinked = Identity unlinked

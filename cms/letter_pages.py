"""The pages behind the links of letters somebody has asked for: confirming them, and ending them."""

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from cms.letters import Letters


class OfLettersView(TemplateView):
    """What became of the wish whose key stands in the address; a template puts each state into words."""

    model: type[Letters] = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.letters = self.model.by_key(kwargs["key"])

    def dispatch(self, request, *args, **kwargs):
        if self.letters is None:
            return self.answer("unknown", 404)
        return super().dispatch(request, *args, **kwargs)

    def answer(self, state, status=200):
        context = self.get_context_data(state=state, letters=self.letters)
        response = self.render_to_response(context, status=status)
        response["X-Robots-Tag"] = "noindex"
        # The address of the page is the key itself: it goes to nobody else.
        response["Referrer-Policy"] = "no-referrer"
        return response


# A browser names no origin to a page with "no-referrer", and the key in the address is what nobody else can send.
@method_decorator([never_cache, csrf_exempt], name="dispatch")
class ConfirmView(OfLettersView):
    """Confirms the address, by a button: programs that open every link of a letter confirm nothing."""

    def get(self, request, *args, **kwargs):
        if self.letters.is_active:
            return self.answer("confirmed")
        return self.answer("confirm") if self.letters.may_be_confirmed else self.answer("late", 410)

    def post(self, request, *args, **kwargs):
        if not self.letters.is_active:
            if not self.letters.may_be_confirmed:
                return self.answer("late", 410)
            self.letters.confirm()
        return self.answer("confirmed")


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class EndView(OfLettersView):
    """Ends the letters: by one POST of a mail program (RFC 8058), or by the button of this page."""

    def get(self, request, *args, **kwargs):
        return self.answer("ended" if self.letters.ended_at else "end")

    def post(self, request, *args, **kwargs):
        self.letters.end()
        return self.answer("ended")

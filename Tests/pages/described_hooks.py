"""What schemathesis cannot guess: half of all requests are about the folder that is served, with the word of its forms."""
import os
import random

import schemathesis

PLACE, TOKEN, COOKIE = (os.environ[f"PAGES_{name}"] for name in ("PLACE", "TOKEN", "COOKIE"))
chance = random.Random(2025)


@schemathesis.hook
def before_call(context, case, **kwargs):
    if isinstance(case.path_parameters, dict) and chance.random() < 0.7:
        for name, value in (("place", PLACE), ("scenario", "baseline"), ("file", "plans.csv")):
            if name in case.path_parameters:
                case.path_parameters[name] = value
    if case.method.upper() == "POST" and chance.random() < 0.7:
        case.cookies = {**(case.cookies if isinstance(case.cookies, dict) else {}), COOKIE: TOKEN}
        if isinstance(case.body, dict):
            case.body["token"] = TOKEN
            if "question" in case.body and chance.random() < 0.5:
                case.body.update({"scenario": "baseline", "from": "2028", "new_plans": "-5", "name": f"Tried {chance.random()}",
                                  "question": case.body["question"] or "Why?", "source": "a test"})

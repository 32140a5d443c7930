"""Which sentences keep a person safe: in a language that is a draft each also stands in English beneath."""

from __future__ import annotations

from game.coaching.safety import ABOUT, DO_NOT_EXERCISE, NOBODY_WATCHES

APPROVED = (NOBODY_WATCHES, DO_NOT_EXERCISE, ABOUT)
STOP = (
    "it hurts / stop",
    "You stopped. What is it?",
    "It hurts",
    "I feel unwell",
    "How much does it hurt?",
    "How much does it hurt now?",
    "It is sharp or new",
    "That felt like a fall. Was it one?",
    "Yes, I fell",
    "No, I did not fall",
)
BEFORE_PLAY = (
    "How much pain is there now?",
    "How much pain now?",
    "How much pain this morning?",
    "How much pain on the morning after?",
    "Is anything new?",
    "A fall, new weakness or numbness, bad headache, chest pain, breathless, dizzy, fever, a swollen or red limb, "
    "an opened wound.",
    "Yes, something is new",
    "No, nothing new",
    "No fall, new weakness or numbness, bad headache, chest pain, breathless, dizzy, fever, swollen or red limb, "
    "opened wound.",
    "It says that these three lines are so.",
    "Could someone come if you call?",
    "Is someone within reach?",
    "Someone who stands beside you and can hold you.",
    "Is the place safe to stand?",
    "A sturdy hold in reach, a chair behind you, a clear floor.",
    "Is there any electronics inside your body?",
    "A pacemaker, a defibrillator, a nerve stimulator, a pump, a hearing implant.",
    "Do you have electronics inside your body?",
    "A pacemaker, a pump, a stimulator.",
    "What keeps mains voltage away from you?",
    "Electrodes touch the skin: nothing that is plugged into a wall may lead to them.",
)
SKIN = (
    "Is the skin under the straps sore?",
    "Red, sore, blistered or open where a strap or an electrode sits.",
    "No, the skin is fine",
    "Yes, it is sore",
    "Look at the skin where the strap was. How is it?",
    "Red, sore or open",
)
SENTENCES: frozenset[str] = frozenset((*APPROVED, *STOP, *BEFORE_PLAY, *SKIN))
"""Questions, what they mean, and the answers that stop something; English, as they stand in the code."""

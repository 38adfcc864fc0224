from resolutions.models.agenda import AgendaItem, AgendaVersion
from resolutions.models.amendment import Amendment
from resolutions.models.approval import ApprovalRoute, ApprovalSheet, ApprovalStep, Opinion, Visa, VisaFile
from resolutions.models.attendance import Attendance
from resolutions.models.check import CheckLevel, CheckSetting
from resolutions.models.index import ResolutionIndexPage
from resolutions.models.listed import ListedAct, ListedFacet
from resolutions.models.meeting import Meeting
from resolutions.models.proposal import Proposal
from resolutions.models.registration import (
    Adoption,
    Correction,
    ElectronicSignature,
    NumberSeries,
    RegisteredAnnex,
    Registration,
    ReservedNumber,
)
from resolutions.models.relation import Relation
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import DocumentType, Status
from resolutions.models.tasks import PeerApprovalTask
from resolutions.models.topic import ActTopic, Topic
from resolutions.models.translation import ActTranslation
from resolutions.models.voting import Ballot, Decision, Voting

__all__ = [
    "ActTopic",
    "ActTranslation",
    "Adoption",
    "AgendaItem",
    "AgendaVersion",
    "Amendment",
    "ApprovalRoute",
    "ApprovalSheet",
    "ApprovalStep",
    "Attendance",
    "Ballot",
    "CheckLevel",
    "CheckSetting",
    "Correction",
    "Decision",
    "DocumentType",
    "ElectronicSignature",
    "ListedAct",
    "ListedFacet",
    "Meeting",
    "NumberSeries",
    "Opinion",
    "PeerApprovalTask",
    "Proposal",
    "RegisteredAnnex",
    "Registration",
    "Relation",
    "ReservedNumber",
    "ResolutionIndexPage",
    "ResolutionPage",
    "Status",
    "Topic",
    "Visa",
    "VisaFile",
    "Voting",
]
